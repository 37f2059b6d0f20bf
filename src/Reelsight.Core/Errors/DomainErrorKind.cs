namespace Reelsight.Core.Errors;

/// <summary>Kinds of domain errors, as far as an HTTP server answers them with different statuses.</summary>
public enum DomainErrorKind
{
    /// <summary>The request is not allowed, or does not fit the resource it names.</summary>
    Invalid,

    /// <summary>The named resource does not exist, or belongs to another tenant.</summary>
    NotFound,

    /// <summary>The request conflicts with the present state of the resource.</summary>
    Conflict,

    /// <summary>The named resource existed and has expired.</summary>
    Expired,

    /// <summary>The request can be read, but breaks a rule about its values.</summary>
    Unprocessable,

    /// <summary>The account may not do it, or no more of it.</summary>
    Forbidden,
}
