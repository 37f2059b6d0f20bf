using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Maps;

/// <summary>A video on a map.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title or file name.</param>
/// <param name="ContentHash">Its media content.</param>
/// <param name="DurationSec">Its duration in seconds.</param>
/// <param name="Clips">Its clips in temporal order.</param>
public sealed record MapVideo(string Id, string Title, string ContentHash, double DurationSec, IReadOnlyList<Clip> Clips);
