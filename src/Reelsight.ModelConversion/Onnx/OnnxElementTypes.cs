namespace Reelsight.ModelConversion.Onnx;

/// <summary>Codes of tensor element types, equal in the ONNX file format and in the C API.</summary>
internal static class OnnxElementTypes
{
    public const int Float = 1;
    public const int UInt8 = 2;
    public const int Int32 = 6;
    public const int Int64 = 7;
    public const int Bool = 9;

    public static string GetName(int code) =>
        code switch
        {
            Float => "float",
            UInt8 => "uint8",
            Int32 => "int32",
            Int64 => "int64",
            Bool => "bool",
            _ => $"element type {code}",
        };
}
