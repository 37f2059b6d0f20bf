using System.Text.Json.Serialization;
using Reelsight.Core.Errors;

namespace Reelsight.Server.Http.Json;

/// <summary>The body of every error. Some operations declare the error one level deeper; there it stands in both places.</summary>
internal sealed record ErrorBody(string Code, string Message, FailureView? Error = null);

/// <summary>Why a task or an asset failed.</summary>
internal sealed record FailureView(string Code, string Message)
{
    internal static FailureView? From(Failure? failure) => failure is null ? null : new(failure.Code, failure.Message);
}

/// <summary>An answer that is only an id.</summary>
internal sealed record IdView([property: JsonPropertyName("_id")] string Id);
