using Reelsight.Fetch;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Hub;

/// <summary>
/// A model hub with the file API of Hugging Face: says what a repository holds at a commit, and downloads its files. A download that broke
/// goes on where it stopped, and a file counts only when its hash is the listed one.
/// </summary>
public sealed class ModelHub(ModelHubOptions options) : IDisposable
{
    private const int MaxListingBytes = 16 << 20;
    private const int Unauthorized = 401,
        Forbidden = 403,
        NotFound = 404,
        RangeNotSatisfiable = 416;

    private readonly HubRequests _requests = new(options);

    /// <summary>Resolves a revision to its commit, and lists the files.</summary>
    /// <param name="repository">Owner and name.</param>
    /// <param name="revision">Branch, tag or commit.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="ModelStoreException">It cannot be had; the message says what to do.</exception>
    public async Task<HubRepository> ResolveAsync(string repository, string revision, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(repository);
        if (!HubRepository.IsName(repository))
        {
            throw new ModelStoreException($"\"{repository}\" is no repository; it must be an owner and a name, such as owner/name.");
        }

        var url = GetUrl($"api/models/{repository}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
        var part = await _requests.OpenAsync(url, 0, null, ct);
        await using (part)
        {
            if (part.Status != 200)
            {
                throw Refuse(part.Status, repository, $"at revision {revision}");
            }

            var json = new MemoryStream();
            await CopyAsync(part.Body, json, MaxListingBytes, _ => { }, ct);
            return json.Length > MaxListingBytes
                ? throw new ModelStoreException($"What the hub says about {repository} is longer than {MaxListingBytes} bytes.")
                : HubRepository.Parse(repository, json.GetBuffer().AsMemory(0, (int)json.Length));
        }
    }

    /// <summary>Downloads a file, or what is missing of it, and verifies it.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="file">A file of the repository.</param>
    /// <param name="target">Path that it gets; what is incomplete lies beside it with the ending <c>.part</c>.</param>
    /// <param name="progress">Told how many bytes of the file are there.</param>
    /// <param name="ct">Cancels the download; what came is kept.</param>
    /// <exception cref="ModelStoreException">It cannot be had, or is not the listed one; the message says what to do.</exception>
    public async Task DownloadAsync(HubRepository repository, HubFile file, string target, Action<long> progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(progress);
        if (File.Exists(target))
        {
            progress(file.Bytes);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = new PartialFile(target);
        var path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        var url = GetUrl($"{repository.Name}/resolve/{repository.Commit}/{path}");
        for (var attempt = 0; partial.Length != file.Bytes || !partial.Exists; attempt++)
        {
            try
            {
                await ContinueAsync(repository, file, url, partial, progress, ct);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new ModelStoreException(
                    $"{target} cannot be written: {cause.Message} Make room, or name another folder in REELSIGHT_MODELS.",
                    cause
                );
            }
            catch (FetchException cause) when (cause.IsTransient && attempt < options.MaxRetries)
            {
                await _requests.PauseAsync(attempt, ct);
            }
            catch (FetchException cause)
            {
                throw _requests.CreateAway(cause);
            }
        }

        if (await partial.FindDifferenceAsync(file, ct) is { } difference)
        {
            partial.Delete();
            throw new ModelStoreException(
                $"{file.Path} of {repository.Name} is not the file that the hub lists: {difference}. It was discarded. Try again; if that "
                    + "happens again, what lies between here and the hub changes files."
            );
        }

        partial.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    private async Task ContinueAsync(
        HubRepository repository,
        HubFile file,
        Uri url,
        PartialFile partial,
        Action<long> progress,
        CancellationToken ct
    )
    {
        if (partial.Length > file.Bytes)
        {
            partial.Delete();
        }

        var have = partial.Length;
        var part = await _requests.OpenAsync(url, have, partial.EntityTag, ct);
        await using (part)
        {
            if (part.Status == RangeNotSatisfiable || (part.Status == 206 && part.StartsAt != have))
            {
                partial.Delete();
                throw new FetchException($"{url.Host} does not go on where it stopped.", isTransient: true);
            }

            if (part.Status is not (200 or 206))
            {
                throw Refuse(part.Status, repository.Name, $"({file.Path})");
            }

            // The whole file comes when it has changed meanwhile, and from servers that know no ranges.
            var start = part.Status == 206 ? have : 0;
            partial.EntityTag = part.EntityTag;
            var output = partial.OpenAt(start);
            await using (output)
            {
                await CopyAsync(part.Body, output, file.Bytes - start, came => progress(start + came), ct);
            }
        }

        if (partial.Length < file.Bytes)
        {
            throw new FetchException($"{url.Host} ended the transfer after {partial.Length} bytes.", isTransient: true);
        }

        if (partial.Length > file.Bytes)
        {
            partial.Delete();
            throw new ModelStoreException(
                $"{file.Path} of {repository.Name} is longer than the hub lists ({file.Bytes} bytes): discarded."
            );
        }
    }

    // Stops after one byte too many, which tells the caller.
    private static async Task CopyAsync(Stream from, Stream to, long most, Action<long> progress, CancellationToken ct)
    {
        var buffer = new byte[1 << 17];
        long came = 0;
        while (came <= most)
        {
            var read = await from.ReadAsync(buffer, ct);
            if (read == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), ct);
            came += read;
            progress(Math.Min(came, most));
        }
    }

    private ModelStoreException Refuse(int status, string repository, string what) =>
        new(
            (status, options.Token) switch
            {
                (Unauthorized, null) or (Forbidden, null) =>
                    $"{repository} {what} is not open to everybody, or does not exist ({status}). If it is gated, accept its terms at "
                        + $"{GetUrl(repository)} with an account, make a token that may read, and set REELSIGHT_MODEL_HUB_TOKEN to it.",
                (Unauthorized, _) or (Forbidden, _) =>
                    $"The token in REELSIGHT_MODEL_HUB_TOKEN gives no access to {repository} {what} ({status}). Accept its terms at "
                        + $"{GetUrl(repository)} with the account of the token, or make another token that may read it.",
                (NotFound, _) => $"{options.Address.Host} has no {repository} {what} (404). Look up its name and revision.",
                _ => $"{options.Address.Host} answered with status {status} instead of {repository} {what}. Try again later.",
            }
        );

    private Uri GetUrl(string path) => new(new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/"), path);
}
