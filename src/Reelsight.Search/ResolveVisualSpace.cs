using Reelsight.Core.Embeddings;
using Reelsight.Inference.Embeddings;

namespace Reelsight.Search;

/// <summary>Finds the vectors' space of what is searched, or null to search without one. Called from several threads.</summary>
/// <param name="space">What is searched: see <see cref="VisualSpaceName"/>; empty while nothing is described.</param>
public delegate IJointSpace? ResolveVisualSpace(string space);
