namespace Reelsight.Cli.Client;

/// <summary>Keys of the user metadata that the command line gives to the files it sends.</summary>
internal static class FileMetadata
{
    /// <summary>SHA-256 of the bytes, by which a file that was indexed before is recognised.</summary>
    public const string Sha256 = "sha256";

    /// <summary>Where the file lay when it was indexed.</summary>
    public const string Path = "path";
}
