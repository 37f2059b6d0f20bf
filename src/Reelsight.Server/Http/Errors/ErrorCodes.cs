namespace Reelsight.Server.Http.Errors;

/// <summary>The error codes of the v1.3 contract that the server itself answers.</summary>
internal static class ErrorCodes
{
    internal const string ParameterInvalid = "parameter_invalid";
    internal const string ParameterNotProvided = "parameter_not_provided";
    internal const string ResourceNotExist = "resource_not_exist";
    internal const string ApiKeyInvalid = "api_key_invalid";
    internal const string ApiNotAllowed = "api_not_allowed";
    internal const string ContentTypeInvalid = "content_type_invalid";
    internal const string IndexNameAlreadyExists = "index_name_already_exists";
    internal const string IndexOptionCannotBeChanged = "index_option_cannot_be_changed";
    internal const string TaskCannotBeDeleted = "task_cannot_be_deleted";
    internal const string AssetInUse = "asset_in_use";
    internal const string VideoFileTooLarge = "video_filesize_too_large";
    internal const string SearchOptionNotSupported = "search_option_not_supported";
    internal const string SearchOptionCombinationNotSupported = "search_option_combination_not_supported";
    internal const string SearchFilterInvalid = "search_filter_invalid";
    internal const string SearchPageTokenExpired = "search_page_token_expired";
    internal const string IndexNotSupportedForSearch = "index_not_supported_for_search";
    internal const string UsageLimitExceeded = "usage_limit_exceeded";
    internal const string IndexNotSupportedForGenerate = "index_not_supported_for_generate";
    internal const string VideoNotReady = "video_not_ready";
    internal const string TokenLimitExceeded = "token_limit_exceeded";
    internal const string BatchNotTerminal = "batch_not_terminal";
    internal const string BatchCompleted = "batch_completed";
    internal const string BatchCanceled = "batch_canceled";
    internal const string BatchExpired = "batch_expired";
    internal const string TooManyRequests = "too_many_requests";
    internal const string IdempotencyConflict = "idempotency_conflict";
    internal const string RedirectUriInvalid = "redirect_uri_invalid";
    internal const string RedirectUriLimitExceeded = "redirect_uri_limit_exceeded";
    internal const string RedirectUriAlreadyExists = "redirect_uri_already_exists";

    // Our own operations' codes, beyond the contract.
    internal const string RevisionConflict = "revision_conflict";
    internal const string AccountSuspended = "account_suspended";
    internal const string PersonNameTaken = "person_name_taken";
    internal const string TenantIsDefault = "tenant_is_default";
    internal const string HostNotAllowed = "host_not_allowed";
    internal const string KeyIsPreset = "key_is_preset";
    internal const string LabelInUse = "label_in_use";
    internal const string LabelNotTaught = "label_not_taught";
    internal const string ServerBusy = "server_busy";
    internal const string BackupRunning = "backup_running";
    internal const string StorageFull = "storage_full";
    internal const string StorageUnavailable = "storage_unavailable";
    internal const string InternalError = "internal_error";
}
