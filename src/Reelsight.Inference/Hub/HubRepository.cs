using System.Text.Json;
using System.Text.RegularExpressions;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Hub;

/// <summary>A repository of a model hub at one commit: what it holds, and how each file is verified.</summary>
/// <param name="Name">Owner and name.</param>
/// <param name="Commit">The commit, 40 hexadecimal digits: what was asked for by a name that moves is pinned by it.</param>
/// <param name="Licence">Licence that its card states; null when it states none.</param>
/// <param name="Files">Its files.</param>
public sealed partial record HubRepository(string Name, string Commit, string? Licence, IReadOnlyList<HubFile> Files)
{
    /// <summary>Whether a text has the form of a repository's name, owner and name.</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>A file by its path.</summary>
    /// <exception cref="ModelStoreException">There is none.</exception>
    public HubFile GetFile(string path) =>
        Files.FirstOrDefault(file => file.Path == path)
        ?? throw new ModelStoreException($"{Name} at {Commit[..8]} holds no {path}, which this kind of model needs.");

    /// <summary>Reads what the hub says about a revision.</summary>
    /// <exception cref="ModelStoreException">It is not what a hub says.</exception>
    internal static HubRepository Parse(string name, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var commit = root.GetProperty("sha").GetString() ?? "";
            return CommitPattern().IsMatch(commit)
                ? new HubRepository(
                    name,
                    commit,
                    FindLicence(root),
                    [.. root.GetProperty("siblings").EnumerateArray().Select(ReadFile).OfType<HubFile>()]
                )
                : throw new FormatException("its commit is no hash.");
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelStoreException($"What the hub says about {name} cannot be understood: {cause.Message}", cause);
        }
    }

    // Files without size or hash cannot be verified, so they are none for us.
    private static HubFile? ReadFile(JsonElement file)
    {
        var path = file.GetProperty("rfilename").GetString() ?? "";
        if (!file.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var sha256 =
            file.TryGetProperty("lfs", out var large) && large.ValueKind == JsonValueKind.Object
                ? large.GetProperty("sha256").GetString()
                : null;
        var git = file.TryGetProperty("blobId", out var blob) ? blob.GetString() : null;
        return sha256 is not null && Sha256Pattern().IsMatch(sha256) ? new HubFile(path, size.GetInt64(), sha256.ToLowerInvariant(), null)
            : sha256 is null && git is not null && CommitPattern().IsMatch(git)
                ? new HubFile(path, size.GetInt64(), null, git.ToLowerInvariant())
            : null;
    }

    private static string? FindLicence(JsonElement root) =>
        root.TryGetProperty("cardData", out var card)
        && card.ValueKind == JsonValueKind.Object
        && card.TryGetProperty("license", out var licence)
        && licence.ValueKind == JsonValueKind.String
            ? licence.GetString()
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[0-9a-fA-F]{40}\z")]
    private static partial Regex CommitPattern();

    [GeneratedRegex(@"^[0-9a-fA-F]{64}\z")]
    private static partial Regex Sha256Pattern();
}
