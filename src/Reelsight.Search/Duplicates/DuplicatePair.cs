namespace Reelsight.Search.Duplicates;

/// <summary>Two videos that share most of the shorter one, and the clips that are most alike; seconds, half-open.</summary>
/// <param name="VideoId">One video, the older.</param>
/// <param name="OtherVideoId">The other.</param>
/// <param name="SameFile">Both are the same bytes.</param>
/// <param name="Overlap">The part of the shorter one, 0-1, whose clips are alike to clips of the other.</param>
/// <param name="Similarity">Cosine of the look-alike vectors of the two clips, up to 1.</param>
/// <param name="StartSec">Start of the clip.</param>
/// <param name="EndSec">End of the clip.</param>
/// <param name="OtherStartSec">Start of the other's clip.</param>
/// <param name="OtherEndSec">End of the other's clip.</param>
public sealed record DuplicatePair(
    string VideoId,
    string OtherVideoId,
    bool SameFile,
    double Overlap,
    double Similarity,
    double StartSec,
    double EndSec,
    double OtherStartSec,
    double OtherEndSec
);
