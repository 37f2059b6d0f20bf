using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>Opens the joint embedding space of a visual space, or returns null to search without one. Must be thread-safe.</summary>
/// <param name="space">The visual space that is searched: see <see cref="VisualSpaceName"/>; empty while nothing is described.</param>
public delegate IJointSpace? ResolveVisualSpace(string space);
