namespace Reelsight.Server.Http.Bodies;

/// <summary>
/// Media that came as base64 text. Where an operation takes media, the text itself has been decoded while the body arrived
/// (<see cref="InlineMediaStream"/>), and this is the token for it.
/// </summary>
internal readonly record struct Base64Text(string Token);
