using Reelsight.Fetch;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Hub;

/// <summary>
/// Requests to a hub: follows its redirects with the token kept at home, waits when it limits the rate, and tries again what may pass.
/// </summary>
internal sealed class HubRequests : IDisposable
{
    private const int MaxRedirects = 5;

    // The largest single file of the models at hand has 4 GB.
    private const long MaxBytes = 16L << 30;
    private const int TooManyRequests = 429,
        ServerError = 500;

    private readonly ModelHubOptions _options;
    private readonly GuardedFetch _others;
    private readonly GuardedFetch? _chosen;

    public HubRequests(ModelHubOptions options)
    {
        _options = options;
        var guard = new FetchOptions
        {
            AllowPrivate = options.AllowPrivate,
            MaxBytes = MaxBytes,
            Time = options.Time,
        };
        _others = new GuardedFetch(guard);
        _chosen = options.IsChosen ? new GuardedFetch(guard with { TrustedOrigin = options.Address }) : null;
    }

    /// <summary>Opens a file, or what follows a part of it, wherever the hub keeps it.</summary>
    /// <exception cref="ModelStoreException">It cannot be had; the message says what to do.</exception>
    public async Task<FetchedPart> OpenAsync(Uri url, long from, string? entityTag, CancellationToken ct)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                var part = await FollowAsync(url, from, entityTag, ct);
                if (part.Status is not TooManyRequests && part.Status < ServerError)
                {
                    return part;
                }

                await part.DisposeAsync();
                pause = part.RetryAfter ?? GetPause(attempt);
                if (attempt >= _options.MaxRetries || waited + pause > _options.MaxWait)
                {
                    throw new ModelStoreException(Explain(url, part, pause));
                }
            }
            catch (FetchException cause) when (cause.IsTransient && attempt < _options.MaxRetries)
            {
                pause = GetPause(attempt);
            }
            catch (FetchException cause)
            {
                throw CreateAway(cause);
            }

            waited += pause;
            await PauseAsync(pause, ct);
        }
    }

    /// <summary>Waits before a transfer that broke is tried again.</summary>
    public Task PauseAsync(int attempt, CancellationToken ct) => PauseAsync(GetPause(attempt), ct);

    /// <summary>The hub cannot be reached, or broke off.</summary>
    public ModelStoreException CreateAway(FetchException cause) =>
        new(
            $"The model hub {_options.Address.Host} cannot be used now: {cause.Message} What came is kept, so the same command goes on "
                + "from there; until then the models that are installed go on. A machine without that network takes a folder: "
                + "models add FOLDER. Another hub is named in REELSIGHT_MODEL_HUB.",
            cause
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        _others.Dispose();
        _chosen?.Dispose();
    }

    private async Task<FetchedPart> FollowAsync(Uri url, long from, string? entityTag, CancellationToken ct)
    {
        for (var redirects = 0; ; redirects++)
        {
            var isHub = IsHub(url);
            (string, string)[] headers = isHub && _options.Token is { } token ? [("Authorization", $"Bearer {token}")] : [];
            var part = await (isHub ? _chosen ?? _others : _others).OpenPartAsync(url, from, entityTag, headers, ct);
            if (part.Status is not (301 or 302 or 303 or 307 or 308))
            {
                return part;
            }

            await part.DisposeAsync();
            url = GetTarget(url, part.RedirectsTo, redirects);
        }
    }

    private static Uri GetTarget(Uri url, Uri? target, int redirects) =>
        target is null ? throw new FetchException($"{url.Host} redirects without saying where to.", isTransient: false)
        : redirects == MaxRedirects ? throw new FetchException($"It redirects more than {MaxRedirects} times.", isTransient: false)
        : url.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps
            ? throw new FetchException($"{url.Host} redirects from a secure to an insecure address.", isTransient: false)
        : target;

    private bool IsHub(Uri url) =>
        (url.Scheme, url.Host, url.Port) == (_options.Address.Scheme, _options.Address.Host, _options.Address.Port);

    private static string Explain(Uri url, FetchedPart part, TimeSpan pause) =>
        part.Status == TooManyRequests
            ? $"{url.Host} takes no more requests from here for now (429) and asks to wait {pause.TotalSeconds:0} seconds. "
                + "Run the same command then; what came is kept. A token in REELSIGHT_MODEL_HUB_TOKEN often raises the limit."
            : $"{url.Host} has trouble of its own ({part.Status}). Run the same command later; what came is kept.";

    private static TimeSpan GetPause(int attempt) => TimeSpan.FromSeconds(1 << Math.Min(attempt, 5));

    private Task PauseAsync(TimeSpan pause, CancellationToken ct) =>
        _options.Pause?.Invoke(pause, ct) ?? Task.Delay(pause, _options.Time, ct);
}
