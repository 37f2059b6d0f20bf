using Microsoft.ML.OnnxRuntime;

namespace Reelsight.Inference.Onnx;

/// <summary>The ONNX Runtime of this process: one native library, loaded and configured by the first session.</summary>
public static class OnnxEnvironment
{
    private static readonly Lazy<OrtEnv> Instance = new(Create);

    /// <summary>Version of the native library, for example <c>1.31.1</c>.</summary>
    /// <exception cref="OnnxException">The library cannot be loaded on this machine.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return Instance.Value.GetVersionString();
        }
    }

    /// <summary>Loads and configures the library unless that was done before.</summary>
    /// <exception cref="OnnxException">The library cannot be loaded on this machine.</exception>
    internal static void EnsureLoaded()
    {
        try
        {
            _ = Instance.Value;
        }
        catch (Exception cause)
            when (cause is TypeInitializationException or DllNotFoundException or BadImageFormatException or OnnxRuntimeException)
        {
            throw new OnnxException($"ONNX Runtime cannot be loaded on this machine: {cause.GetBaseException().Message}", cause);
        }
    }

    private static OrtEnv Create()
    {
        var options = new EnvironmentCreationOptions { logId = "reelsight", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING };
        var environment = OrtEnv.CreateInstanceWithOptions(ref options);
        // Microsoft's builds for Windows report usage unless told not to.
        environment.DisableTelemetryEvents();
        return environment;
    }
}
