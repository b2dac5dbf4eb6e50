import type * as all from '@cliqkit/types';
import type { ErrorCode, OperationDescriptor, OperationId, OperationTypes, operations } from '@cliqkit/types';
import type * as folders from '@cliqkit/types/folders';
import type * as pins from '@cliqkit/types/pins';
import type * as threads from '@cliqkit/types/threads';
import { describe, expectTypeOf, it } from 'vitest';

type PinId =
  | 'getPinnedMessages'
  | 'addPinnedMessage'
  | 'reorderPinnedMessages'
  | 'deletePinnedMessages'
  | 'getPrimaryPinnedMessage';
type FolderId =
  | 'getPinCategories'
  | 'createPinCategory'
  | 'removeChatsAcrossCategories'
  | 'updatePinCategory'
  | 'deletePinCategory'
  | 'reorderChatInCategory'
  | 'reorderCategory'
  | 'bulkUpdateChatsInCategory'
  | 'pinChat'
  | 'unpinChat';
type ThreadId =
  | 'createThreadMessageByChannelId'
  | 'createThreadMessageByChannelUniqueName'
  | 'createThreadMessageByChatId'
  | 'sendMessageToThread'
  | 'getThreadDetailsV3'
  | 'updateThreadState'
  | 'getThreadMainMessage'
  | 'getThreadFollowers'
  | 'addThreadFollowers'
  | 'removeThreadFollowers'
  | 'getThreadNonFollowers'
  | 'followThread'
  | 'unfollowThread'
  | 'getThreadMembers'
  | 'leaveThread'
  | 'muteThread'
  | 'unmuteThread';

describe('the 32 operations', () => {
  it('are the keys of operations, of OperationTypes and of the modules', () => {
    expectTypeOf<OperationId>().toEqualTypeOf<PinId | FolderId | ThreadId>();
    expectTypeOf<keyof OperationTypes>().toEqualTypeOf<OperationId>();
    expectTypeOf<keyof typeof pins.operations>().toEqualTypeOf<PinId>();
    expectTypeOf<keyof typeof folders.operations>().toEqualTypeOf<FolderId>();
    expectTypeOf<keyof typeof threads.operations>().toEqualTypeOf<ThreadId>();
  });

  it('have descriptors with literal ids and templates', () => {
    expectTypeOf<typeof operations>().toExtend<{ [Id in OperationId]: OperationDescriptor & { id: Id } }>();
    expectTypeOf<
      (typeof operations)['reorderCategory']['template']
    >().toEqualTypeOf<'/pin-categories/{CATEGORY_ID2}'>();
    expectTypeOf<
      (typeof operations)['reorderCategory']['path']
    >().toEqualTypeOf<'/pin-categories/{CATEGORY_ID}'>();
  });
});

type Common =
  | 'oauthtoken_invalid'
  | 'oauthtoken_scope_invalid'
  | 'request_limit_exceeded'
  | 'rate_limit_exceeded';

describe('ErrorCode', () => {
  it('is exactly the codes of the operation', () => {
    expectTypeOf<ErrorCode<'unpinChat'>>().toEqualTypeOf<
      'chat_access_denied' | 'chat_operation_failed' | 'extra_param_found' | Common
    >();
    expectTypeOf<ErrorCode<'addPinnedMessage'>>().toEqualTypeOf<
      | 'operation_failed'
      | 'operation_not_allowed'
      | 'pinned_message_limit_reached'
      | 'extra_param_found'
      | 'extra_key_found'
      | 'param_missing'
      | 'input_pattern_mismatch'
      | Common
    >();
  });

  it('has no code of another operation', () => {
    // @ts-expect-error: only creating a folder can reach the limit of folders
    const code: ErrorCode<'pinChat'> = 'max_folders_error';
    void code;
  });

  it('is any code of the operations it is given', () => {
    expectTypeOf<ErrorCode<'pinChat' | 'unpinChat'>>().toEqualTypeOf<
      ErrorCode<'pinChat'> | ErrorCode<'unpinChat'>
    >();
    expectTypeOf<'max_folders_error'>().toExtend<ErrorCode>();
    expectTypeOf<'no_such_code'>().not.toExtend<ErrorCode>();
  });
});

describe('the models', () => {
  it('are the same from the package and from its modules', () => {
    expectTypeOf<all.PinnedMessage>().toEqualTypeOf<pins.PinnedMessage>();
    expectTypeOf<all.Folder>().toEqualTypeOf<folders.Folder>();
    expectTypeOf<all.Thread>().toEqualTypeOf<threads.Thread>();
  });

  it('that several modules share are one type', () => {
    expectTypeOf<pins.MessageContent>().toEqualTypeOf<threads.MessageContent>();
    expectTypeOf<pins.UserReference>().toEqualTypeOf<folders.UserReference>();
    expectTypeOf<folders.ErrorReply>().toEqualTypeOf<threads.ErrorReply>();
  });

  it('are what the operations take and answer', () => {
    type Created = OperationTypes['createPinCategory'];
    expectTypeOf<
      Created['requestBody']['content']['application/json']
    >().toEqualTypeOf<all.CreateFolderRequest>();
    expectTypeOf<Created['responses'][200]['content']['application/json']>().toEqualTypeOf<all.FolderReply>();
    expectTypeOf<all.PinnedMessagesReply['data']>().toEqualTypeOf<all.PinnedMessage[]>();
    expectTypeOf<all.Thread['thread_state']>().toEqualTypeOf<'open' | 'closed'>();
    expectTypeOf<all.ThreadAction>().toEqualTypeOf<'close' | 'reopen' | 'follow' | 'unfollow'>();
  });

  it('name the queries of operations', () => {
    expectTypeOf<all.DeletePinCategoryQuery>().toEqualTypeOf<{ unpin_all?: boolean }>();
    expectTypeOf<all.UpdateThreadStateQuery>().toEqualTypeOf<{ bot_unique_name?: string; appkey?: string }>();
  });

  it('let a kind of chat be one that is not known yet', () => {
    expectTypeOf<'channel'>().toExtend<all.ChatType>();
    expectTypeOf<'hologram'>().toExtend<all.ChatType>();
  });

  it('make an id a string everywhere', () => {
    expectTypeOf<
      | all.ChatId
      | all.ChannelId
      | all.FolderId
      | all.MessageId
      | all.ThreadChatId
      | all.UserId
      | all.PageToken
      | all.SyncToken
    >().toEqualTypeOf<string>();
  });

  it('know the nine data centres', () => {
    expectTypeOf<all.DataCenter>().toEqualTypeOf<
      'us' | 'eu' | 'in' | 'au' | 'cn' | 'jp' | 'sa' | 'uk' | 'ca'
    >();
  });
});
