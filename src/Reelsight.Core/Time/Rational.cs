using System.Globalization;

namespace Reelsight.Core.Time;

/// <summary>An exact fraction, kept as written (30000/1001 stays 30000/1001). Used for time bases and frame rates.</summary>
/// <param name="Num">Numerator.</param>
/// <param name="Den">Denominator; zero means "unknown", as containers write it (0/0).</param>
public readonly record struct Rational(long Num, long Den)
{
    /// <summary>The value that stands for "the container does not say".</summary>
    public static Rational Unknown => new(0, 0);

    /// <summary>True when the fraction is a usable positive number.</summary>
    public bool IsPositive => Den != 0 && Num != 0 && Num > 0 == Den > 0;

    /// <summary>The fraction as a double; NaN when unknown.</summary>
    public double Value => Den == 0 ? double.NaN : (double)Num / Den;

    /// <summary>Reads "30000/1001", "16:9" or "25"; anything else is <see cref="Unknown"/>.</summary>
    public static Rational Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Unknown;
        }

        var cut = text.AsSpan().IndexOfAny('/', ':');
        var numText = cut < 0 ? text : text[..cut];
        var denText = cut < 0 ? "1" : text[(cut + 1)..];
        return
            long.TryParse(numText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var num)
            && long.TryParse(denText, NumberStyles.Integer, CultureInfo.InvariantCulture, out var den)
            ? new Rational(num, den)
            : Unknown;
    }

    /// <summary>The fraction as "num/den".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Num}/{Den}");
}
