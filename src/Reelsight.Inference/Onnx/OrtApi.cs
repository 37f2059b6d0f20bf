using System.Runtime.InteropServices;

namespace Reelsight.Inference.Onnx;

/// <summary>
/// The few functions of the ONNX Runtime C API that the binding calls. The API is a table of function pointers whose
/// order is append-only by contract, so an index, once published, means the same function in every later release.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>API version asked for; everything used here exists since 1.5, version 20 is what the models were checked with.</summary>
    public const uint Version = 20;

    private const int IndexGetErrorMessage = 2;
    private const int IndexCreateEnv = 3;
    private const int IndexCreateSession = 7;
    private const int IndexCreateSessionFromArray = 8;
    private const int IndexRun = 9;
    private const int IndexCreateSessionOptions = 10;
    private const int IndexSetIntraOpNumThreads = 24;
    private const int IndexSetInterOpNumThreads = 25;
    private const int IndexSessionGetInputCount = 30;
    private const int IndexSessionGetOutputCount = 31;
    private const int IndexSessionGetInputName = 36;
    private const int IndexSessionGetOutputName = 37;
    private const int IndexCreateTensorWithData = 49;
    private const int IndexIsTensor = 50;
    private const int IndexGetTensorMutableData = 51;
    private const int IndexGetTensorElementType = 60;
    private const int IndexGetDimensionsCount = 61;
    private const int IndexGetDimensions = 62;
    private const int IndexGetTensorTypeAndShape = 65;
    private const int IndexCreateCpuMemoryInfo = 69;
    private const int IndexAllocatorFree = 76;
    private const int IndexGetAllocatorWithDefaultOptions = 78;
    private const int IndexReleaseStatus = 93;
    private const int IndexReleaseSession = 95;
    private const int IndexReleaseValue = 96;
    private const int IndexReleaseTensorTypeAndShapeInfo = 99;
    private const int IndexReleaseSessionOptions = 100;
    private const int IndexAddSessionConfigEntry = 130;

    public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;
    public readonly delegate* unmanaged<nint, byte*, nint, nint*, nint> CreateSession;
    public readonly delegate* unmanaged<nint, void*, nuint, nint, nint*, nint> CreateSessionFromArray;
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName;
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithData;
    public readonly delegate* unmanaged<nint, int*, nint> IsTensor;
    public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    public readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseSession;
    public readonly delegate* unmanaged<nint, void> ReleaseValue;
    public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;

    private readonly delegate* unmanaged<nint, byte*> _getErrorMessage;
    private readonly delegate* unmanaged<nint, void> _releaseStatus;

    public OrtApi(nint* table)
    {
        _getErrorMessage = (delegate* unmanaged<nint, byte*>)table[IndexGetErrorMessage];
        _releaseStatus = (delegate* unmanaged<nint, void>)table[IndexReleaseStatus];
        CreateEnv = (delegate* unmanaged<int, byte*, nint*, nint>)table[IndexCreateEnv];
        CreateSession = (delegate* unmanaged<nint, byte*, nint, nint*, nint>)table[IndexCreateSession];
        CreateSessionFromArray = (delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)table[IndexCreateSessionFromArray];
        Run = (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[IndexRun];
        CreateSessionOptions = (delegate* unmanaged<nint*, nint>)table[IndexCreateSessionOptions];
        SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[IndexSetIntraOpNumThreads];
        SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[IndexSetInterOpNumThreads];
        AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)table[IndexAddSessionConfigEntry];
        SessionGetInputCount = (delegate* unmanaged<nint, nuint*, nint>)table[IndexSessionGetInputCount];
        SessionGetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)table[IndexSessionGetOutputCount];
        SessionGetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[IndexSessionGetInputName];
        SessionGetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[IndexSessionGetOutputName];
        CreateTensorWithData = (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)table[IndexCreateTensorWithData];
        IsTensor = (delegate* unmanaged<nint, int*, nint>)table[IndexIsTensor];
        GetTensorMutableData = (delegate* unmanaged<nint, void**, nint>)table[IndexGetTensorMutableData];
        GetTensorElementType = (delegate* unmanaged<nint, int*, nint>)table[IndexGetTensorElementType];
        GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)table[IndexGetDimensionsCount];
        GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)table[IndexGetDimensions];
        GetTensorTypeAndShape = (delegate* unmanaged<nint, nint*, nint>)table[IndexGetTensorTypeAndShape];
        CreateCpuMemoryInfo = (delegate* unmanaged<int, int, nint*, nint>)table[IndexCreateCpuMemoryInfo];
        AllocatorFree = (delegate* unmanaged<nint, void*, nint>)table[IndexAllocatorFree];
        GetAllocatorWithDefaultOptions = (delegate* unmanaged<nint*, nint>)table[IndexGetAllocatorWithDefaultOptions];
        ReleaseSession = (delegate* unmanaged<nint, void>)table[IndexReleaseSession];
        ReleaseValue = (delegate* unmanaged<nint, void>)table[IndexReleaseValue];
        ReleaseTensorTypeAndShapeInfo = (delegate* unmanaged<nint, void>)table[IndexReleaseTensorTypeAndShapeInfo];
        ReleaseSessionOptions = (delegate* unmanaged<nint, void>)table[IndexReleaseSessionOptions];
    }

    /// <summary>Turns a status into an exception; a null status is success.</summary>
    public void Check(nint status, string what)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8((nint)_getErrorMessage(status))?.Trim();
        _releaseStatus(status);
        throw new OnnxException($"{what} failed: {message}");
    }
}
