namespace Reelsight.Core.Errors;

/// <summary>Some work cannot succeed however often it is tried; the failure is shown to the user.</summary>
/// <param name="failure">A code of the API's catalogue and a sentence that names the cause and the way out.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public class PermanentFailureException(Failure failure, Exception? inner = null) : DomainException(DomainErrorKind.Invalid, failure, inner);
