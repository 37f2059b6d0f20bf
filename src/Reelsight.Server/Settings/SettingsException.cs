namespace Reelsight.Server.Settings;

/// <summary>A setting has a value that cannot be used. The message names the setting, where it came from and what is allowed.</summary>
public sealed class SettingsException(string message) : Exception(message);
