namespace Reelsight.Server.Api.ReelsightV1.Spaces;

/// <summary>A visual space with the version of the describers that placed footage in it.</summary>
/// <param name="Name">For example <c>reelsight-2@7.3.2</c>.</param>
/// <param name="State"><c>active</c>: searches look in it. <c>building</c>: it takes their place when it is complete. <c>kept</c>: until it
/// is dropped.</param>
/// <param name="Done">Files of the active space that are in it.</param>
/// <param name="Total">Files in the active space.</param>
/// <param name="Failed">Files among <paramref name="Done"/> whose frames could not be encoded: they are found by everything else that is
/// known of them.</param>
/// <param name="Failures">The videos and why, up to a hundred.</param>
internal sealed record SpaceView(string Name, string State, int Done, int Total, int Failed, IReadOnlyList<SpaceFailureView> Failures)
{
    internal const string Active = "active";
    internal const string Building = "building";
    internal const string Kept = "kept";
}

/// <summary>A video that could not be placed, and why.</summary>
internal sealed record SpaceFailureView(string VideoId, string Filename, string Reason);
