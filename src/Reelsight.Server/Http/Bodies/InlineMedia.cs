using System.Security.Cryptography;
using Reelsight.Server.Http.Errors;

namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// The media of one request that came as base64 text: in files that vanish with the request. In the text of the body, tokens stand for
/// them,
/// which nobody outside can guess.
/// </summary>
/// <param name="folder">Where the files lie; made when it is needed.</param>
internal sealed class InlineMedia(string folder) : IAsyncDisposable
{
    /// <summary>Most media in one body: more than any operation takes.</summary>
    internal const int MaxCount = 400;

    private readonly Dictionary<string, InlineFile> _files = new(StringComparer.Ordinal);

    /// <summary>Begins a file.</summary>
    /// <returns>The file, and the token for it.</returns>
    internal (string Token, InlineFile File) Add()
    {
        if (_files.Count == MaxCount)
        {
            throw Fail.Invalid($"The body holds more than {MaxCount} media as base64 text.");
        }

        var token = $"inline-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        var file = new InlineFile(folder);
        _files.Add(token, file);
        return (token, file);
    }

    /// <summary>The file that a token stands for; null when it stands for none.</summary>
    internal InlineFile? Find(string token) => _files.GetValueOrDefault(token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
        {
            await file.DisposeAsync();
        }
    }
}
