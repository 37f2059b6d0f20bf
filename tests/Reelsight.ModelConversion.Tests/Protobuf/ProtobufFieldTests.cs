using Reelsight.ModelConversion.Protobuf;

namespace Reelsight.ModelConversion.Tests.Protobuf;

public sealed class ProtobufFieldTests
{
    [Theory]
    [InlineData(new byte[] { 0x0A, 0x02, 0xFF, 0xFF })] // a packed number that does not end
    [InlineData(new byte[] { 0x0A, 0x05, 0x01 })] // longer than the message
    [InlineData(new byte[] { 0x0F })] // a wire type that there is not
    public void A_damaged_field_is_invalid_data(byte[] message) =>
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var field in ProtobufField.ReadAll(message))
            {
                field.ReadInteger();
            }
        });

    [Fact]
    public void A_number_that_is_cut_off_is_invalid_data() =>
        Assert.Throws<InvalidDataException>(() => ProtobufField.ReadAll(new byte[] { 0x08, 0x01 }).First().ReadSingle());
}
