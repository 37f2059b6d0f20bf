using Reelsight.Core.Names;

namespace Reelsight.Core.Tests.Names;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Holiday 2026 / second part")]
    [InlineData("Ünïcode, 中文, עברית")]
    [InlineData("family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67")]
    [InlineData("=1+1")]
    public void Names_are_any_one_line_of_text(string name) => Assert.Null(NameRules.FindViolation(name));

    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\n", "U+000A")]
    [InlineData("a\r\nb", "U+000D")]
    [InlineData("\u001b[31m", "U+001B")]
    [InlineData("a\u007f", "U+007F")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u2028b", "U+2028")]
    public void What_breaks_a_line_or_steers_a_terminal_is_no_name(string name, string sign) =>
        Assert.Contains(sign, NameRules.FindViolation(name), StringComparison.Ordinal);

    [Fact]
    public void Half_of_a_pair_and_what_is_too_long_are_no_names()
    {
        foreach (var half in new[] { "a" + (char)0xD800, (char)0xDC00 + "a", $"{(char)0xD800}{(char)0xD800}" })
        {
            Assert.Contains("half of a pair", NameRules.FindViolation(half), StringComparison.Ordinal);
        }

        Assert.Null(NameRules.FindViolation(new string('a', NameRules.MaxLength)));
        Assert.Contains("255", NameRules.FindViolation(new string('a', NameRules.MaxLength + 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/b")]
    [InlineData(@"a\b")]
    [InlineData("/etc/passwd")]
    [InlineData(@"C:\a")]
    [InlineData("C:a")]
    [InlineData(".hidden")]
    [InlineData("a\n")]
    [InlineData("a\0.onnx")]
    public void What_could_lead_elsewhere_is_no_name_of_a_file(string name) =>
        Assert.Throws<ArgumentException>(() => FileNameRules.Combine("folder", name));

    [Fact]
    public void A_name_of_a_file_lies_directly_in_its_folder()
    {
        Assert.Equal(Path.Combine("folder", "model.onnx"), FileNameRules.Combine("folder", "model.onnx"));
        Assert.NotNull(FileNameRules.FindViolation(new string('ä', 200)));
    }
}
