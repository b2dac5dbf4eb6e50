#!/usr/bin/env bash
# Commits what is staged on the branch that is checked out, pushes it, and opens its pull request or updates the open one.
# Wants GH_TOKEN, BASE, TITLE and BODY_FILE. FORCE=yes replaces what the branch held on the server.
set -euo pipefail
: "${BASE:?}" "${TITLE:?}" "${BODY_FILE:?}"
branch="$(git branch --show-current)"
[ "$branch" != "$BASE" ] || { echo "refusing to push to $BASE" >&2; exit 1; }

if git diff --cached --quiet; then
  echo "nothing new to commit on $branch"
else
  git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
    commit --quiet --message "$TITLE"
fi
gh auth setup-git
push=(git push --quiet origin "HEAD:refs/heads/$branch")
[ "${FORCE:-no}" != yes ] || push+=(--force)
"${push[@]}"

number="$(gh pr list --head "$branch" --base "$BASE" --state open --json number --jq '.[0].number // empty')"
if [ -z "$number" ]; then
  gh pr create --head "$branch" --base "$BASE" --title "$TITLE" --body-file "$BODY_FILE"
else
  gh pr edit "$number" --title "$TITLE" --body-file "$BODY_FILE"
fi
