namespace Reelsight.Core.Errors;

/// <summary>What is wrong, as far as whoever answers a request has to tell kinds apart.</summary>
public enum DomainErrorKind
{
    /// <summary>What was asked for is not allowed or does not fit what it names.</summary>
    Invalid,

    /// <summary>What was named does not exist, or belongs to somebody else.</summary>
    NotFound,

    /// <summary>What was asked for is at odds with the present state of what it names.</summary>
    Conflict,

    /// <summary>What was named was there and has expired.</summary>
    Expired,

    /// <summary>What was sent can be read but breaks a rule about its content.</summary>
    Unprocessable,
}
