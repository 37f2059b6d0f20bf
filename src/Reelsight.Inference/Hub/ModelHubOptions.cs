using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Hub;

/// <summary>Which model hub is asked, and how patiently.</summary>
public sealed record ModelHubOptions
{
    private const string AddressSetting = "REELSIGHT_MODEL_HUB";

    /// <summary>Root of the hub: an absolute http or https URL. By default <c>REELSIGHT_MODEL_HUB</c>, else Hugging Face.</summary>
    /// <exception cref="ModelStoreException">The setting is no such URL.</exception>
    public Uri Address { get; init; } = ParseAddress(FromEnvironment(AddressSetting));

    /// <summary>
    /// Whether the owner chose the hub. It may be in a private network then; a redirect away from it may not lead into one.
    /// </summary>
    public bool IsChosen { get; init; } = FromEnvironment(AddressSetting) is not null;

    /// <summary>
    /// Token for gated repositories, sent to the hub and to nobody it redirects to. By default <c>REELSIGHT_MODEL_HUB_TOKEN</c>.
    /// </summary>
    public string? Token { get; init; } = FromEnvironment("REELSIGHT_MODEL_HUB_TOKEN");

    /// <summary>Whether redirects may lead to private addresses.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Longest time in all that the hub may make one request wait when it limits the rate.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often one request or broken transfer is tried again.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>Clock behind timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Waits before another try; by default by <see cref="Time"/>.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Pause { get; init; }

    private static Uri ParseAddress(string? value) =>
        value is null ? new Uri("https://huggingface.co")
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url
        : throw new ModelStoreException($"{AddressSetting} is \"{value}\"; it must be the http or https URL of a model hub.");

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
