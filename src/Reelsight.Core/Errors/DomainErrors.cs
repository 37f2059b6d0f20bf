namespace Reelsight.Core.Errors;

/// <summary>The errors that requests and jobs end with most.</summary>
public static class DomainErrors
{
    /// <summary>A parameter has a value that is not allowed.</summary>
    public static DomainException Invalid(string message) =>
        new(DomainErrorKind.Invalid, new Failure(FailureCodes.ParameterInvalid, message));

    /// <summary>A required parameter is absent.</summary>
    public static DomainException Missing(string name) =>
        new(DomainErrorKind.Invalid, new Failure(FailureCodes.ParameterNotProvided, $"The parameter {name} is required."));

    /// <summary>There is no such resource, or it belongs to somebody else: the two look the same.</summary>
    /// <param name="kind">What it is called, such as <c>video</c>.</param>
    /// <param name="id">Its id.</param>
    public static DomainException NotFound(string kind, string id) =>
        new(DomainErrorKind.NotFound, new Failure(FailureCodes.ResourceNotExist, $"There is no {kind} with the id {id}."));
}
