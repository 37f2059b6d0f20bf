namespace Reelsight.Core.Errors;

/// <summary>The job cannot succeed however often it is tried; the failure is shown to the user.</summary>
public sealed class PermanentFailureException(Failure failure, Exception? inner = null)
    : DomainException(DomainErrorKind.Invalid, failure, inner);
