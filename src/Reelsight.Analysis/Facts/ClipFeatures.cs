using Reelsight.Core.Descriptions;
using Reelsight.Core.Embeddings;

namespace Reelsight.Analysis.Facts;

/// <summary>Visual features of the whole video, clip by clip.</summary>
/// <param name="Clips">In order.</param>
/// <param name="Vectors">Row n of each is clip n.</param>
public sealed record ClipFeatures(IReadOnlyList<Clip> Clips, IReadOnlyList<VectorSet> Vectors);
