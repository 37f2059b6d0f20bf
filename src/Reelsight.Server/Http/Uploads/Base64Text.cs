namespace Reelsight.Server.Http.Uploads;

/// <summary>Bytes that came as base64 text; null when the text was no base64.</summary>
internal readonly record struct Base64Text(byte[]? Bytes);
