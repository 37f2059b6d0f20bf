using Reelsight.Core.Errors;
using Reelsight.Labels.Editing;
using Reelsight.Server.Http.Auth;
using Reelsight.Server.Http.Requests;

namespace Reelsight.Server.Api.ReelsightV1.Labels;

/// <summary>Whose name a change of labels carries: that of the person who is signed in, else the one the request gives.</summary>
internal static class ReviewerName
{
    /// <summary>The name; a general one when nobody is signed in and none is given.</summary>
    /// <exception cref="DomainException">400: the given name cannot be used.</exception>
    internal static string Find(Call call, string? given) => FindPerson(call) ?? AnnotationEditor.CheckReviewer(given);

    /// <summary>The name; null when none is given.</summary>
    /// <exception cref="DomainException">400: the given name cannot be used.</exception>
    internal static string? FindOptional(Call call, string? given) => string.IsNullOrWhiteSpace(given) ? null : Find(call, given);

    private static string? FindPerson(Call call) => Caller.Get(call.Http) is { PersonId: not null } caller ? caller.Name : null;
}
