using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Onnx;

/// <summary>An attribute of an ONNX node.</summary>
internal sealed record OnnxAttribute(string Name, object Value)
{
    private const int TypeFloat = 1;
    private const int TypeInteger = 2;
    private const int TypeText = 3;
    private const int TypeIntegers = 7;
    private const int FieldType = 20;

    public ProtobufWriter Encode()
    {
        var attribute = new ProtobufWriter();
        attribute.WriteString(1, Name);
        switch (Value)
        {
            case float number:
                attribute.WriteSingle(2, number);
                attribute.WriteInteger(FieldType, TypeFloat);
                break;
            case long integer:
                attribute.WriteInteger(3, integer);
                attribute.WriteInteger(FieldType, TypeInteger);
                break;
            case string text:
                attribute.WriteString(4, text);
                attribute.WriteInteger(FieldType, TypeText);
                break;
            case long[] integers:
                foreach (var integer in integers)
                {
                    attribute.WriteInteger(8, integer);
                }

                attribute.WriteInteger(FieldType, TypeIntegers);
                break;
            default:
                throw new InvalidOperationException($"An attribute of type {Value.GetType().Name} is not written.");
        }

        return attribute;
    }
}
