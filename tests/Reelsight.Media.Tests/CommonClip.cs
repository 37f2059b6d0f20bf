namespace Reelsight.Media.Tests;

/// <summary>A short clip in one of the codecs that are let in.</summary>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="Extension">Of the file, which says the container.</param>
/// <param name="Arguments">What makes it.</param>
internal sealed record CommonClip(string Codec, string Extension, string Arguments)
{
    /// <summary>Makes the file, once in a test run.</summary>
    public Task<string> MakeAsync() => TestClips.MakeAsync($"common-{Codec}.{Extension}", Arguments);
}
