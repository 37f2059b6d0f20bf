using Reelsight.Core.Errors;

namespace Reelsight.Server.Http.Errors;

/// <summary>Failures of media that a parameter names: the error that the client gets names the parameter, too.</summary>
internal static class ParameterFailures
{
    /// <summary>Uses the media of a parameter.</summary>
    /// <exception cref="ApiException">400: the media cannot be used.</exception>
    internal static async Task<T> NameAsync<T>(string parameter, Func<Task<T>> useAsync)
    {
        try
        {
            return await useAsync();
        }
        catch (PermanentFailureException e)
        {
            throw Fail.Refused(e.Failure.Code, $"The parameter {parameter}: {e.Failure.Message}");
        }
    }
}
