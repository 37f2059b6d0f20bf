using System.Runtime.InteropServices;

namespace Reelsight.Inference.Onnx;

/// <summary>The native ONNX Runtime of this process.</summary>
public static unsafe class OnnxRuntime
{
    private const int LogWarnings = 2;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    private static readonly Lock Gate = new();
    private static volatile LoadedLibrary? _loaded;

    /// <summary>Version of the native library, for example <c>1.28.0</c>.</summary>
    /// <exception cref="OnnxException">No library has been loaded yet.</exception>
    public static string Version => Current.Version;

    internal static OrtApi Api => Current.Api;

    internal static nint Environment => Current.Environment;

    internal static nint CpuMemory => Current.CpuMemory;

    private static LoadedLibrary Current =>
        _loaded ?? throw new OnnxException("ONNX Runtime is not loaded: call OnnxRuntime.Use with the path of the native library first.");

    /// <summary>Loads the native library. A process holds one: asking for the same file again does nothing.</summary>
    /// <param name="nativeLibraryPath">Path of <c>libonnxruntime.so</c>, 1.20 or newer.</param>
    /// <exception cref="OnnxException">The file is absent, is not ONNX Runtime, is too old, or another one is loaded already.</exception>
    public static void Use(string nativeLibraryPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nativeLibraryPath);
        var path = Path.GetFullPath(nativeLibraryPath);
        // Stores may share a runtime by linking its folder.
        var folder = Path.GetDirectoryName(path)!;
        path = Path.Combine(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder, Path.GetFileName(path));
        lock (Gate)
        {
            if (_loaded is null)
            {
                _loaded = Load(path);
            }
            else if (_loaded.Path != path)
            {
                throw new OnnxException($"ONNX Runtime is loaded from {_loaded.Path} already; a process cannot change to {path}.");
            }
        }
    }

    private static LoadedLibrary Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new OnnxException($"ONNX Runtime is not at {path}; fetch the model packs first.");
        }

        nint library;
        try
        {
            library = NativeLibrary.Load(path);
        }
        catch (Exception cause) when (cause is DllNotFoundException or BadImageFormatException)
        {
            throw new OnnxException($"{path} cannot be loaded as a native library on this machine: {cause.Message}", cause);
        }

        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var entry))
        {
            throw new OnnxException($"{path} is not ONNX Runtime: it does not export OrtGetApiBase.");
        }

        // struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t); const char* (*GetVersionString)(); }
        var apiBase = ((delegate* unmanaged<nint*>)entry)();
        var version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)apiBase[1])()) ?? "";
        var table = ((delegate* unmanaged<uint, nint*>)apiBase[0])(OrtApi.Version);
        if (table is null)
        {
            throw new OnnxException($"ONNX Runtime {version} at {path} is too old: 1.{OrtApi.Version} or newer is needed.");
        }

        var api = new OrtApi(table);
        nint environment,
            memory;
        fixed (byte* name = "reelsight"u8)
        {
            api.Check(api.CreateEnv(LogWarnings, name, &environment), "Starting ONNX Runtime");
        }

        api.Check(api.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory), "Describing the memory of the CPU");
        return new LoadedLibrary(path, version, api, environment, memory);
    }

    // Environment and memory description live as long as the process: sessions on any thread may use them until its end.
    private sealed record LoadedLibrary(string Path, string Version, OrtApi Api, nint Environment, nint CpuMemory);
}
