namespace Reelsight.Search.Duplicates;

/// <summary>Two videos that share most of the shorter one, and their most similar clips; half-open seconds.</summary>
/// <param name="VideoId">The older video.</param>
/// <param name="OtherVideoId">The newer video.</param>
/// <param name="SameFile">Whether both have the same bytes.</param>
/// <param name="Overlap">The part of the shorter video, 0-1, whose clips are similar to clips of the other.</param>
/// <param name="Similarity">Cosine similarity of the two clips' visual features, up to 1.</param>
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
