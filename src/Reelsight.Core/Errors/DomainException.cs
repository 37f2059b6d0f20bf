namespace Reelsight.Core.Errors;

/// <summary>
/// A request or a job cannot be done, for a reason that its owner can act on. A server answers it with the status of its kind; a job
/// records it and is not tried again.
/// </summary>
/// <param name="kind">What is wrong.</param>
/// <param name="failure">A code of the API's catalogue and a sentence that names the cause and the way out.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public class DomainException(DomainErrorKind kind, Failure failure, Exception? inner = null) : Exception(failure.Message, inner)
{
    /// <summary>What is wrong.</summary>
    public DomainErrorKind Kind { get; } = kind;

    /// <summary>Code and sentence.</summary>
    public Failure Failure { get; } = failure;
}
