using System.Security.Cryptography;
using System.Text;
using Reelsight.Labels.Editing;
using Reelsight.Media;
using Reelsight.Storage;

namespace Reelsight.Labels.Exchange;

/// <summary>A file of an export.</summary>
public sealed record ExportFile(string Name, string Text);
