using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reelsight.Core.Descriptions;

namespace Reelsight.Search.Maps;

/// <summary>A video that a map shows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="ContentHash">Its bytes.</param>
/// <param name="DurationSec">Its length.</param>
/// <param name="Clips">Its clips in their order.</param>
public sealed record MapVideo(string Id, string Title, string ContentHash, double DurationSec, IReadOnlyList<Clip> Clips);
