using System.Globalization;

namespace Reelsight.Core.Time;

/// <summary>
/// An exact instant in a file: a presentation timestamp and the time base it counts in. Comparison is exact
/// (cross multiplication in 128 bits), so 1/30 and 3000/90000 are the same instant and nothing drifts.
/// </summary>
/// <param name="Pts">Presentation timestamp, in units of <paramref name="TimeBase"/>.</param>
/// <param name="TimeBase">Seconds per unit; must be positive.</param>
public readonly record struct MediaTime(long Pts, Rational TimeBase) : IComparable<MediaTime>
{
    /// <summary>The microsecond, ffmpeg's own unit for container times.</summary>
    public static readonly Rational Microsecond = new(1, 1_000_000);

    /// <summary>Zero seconds.</summary>
    public static MediaTime Zero => new(0, Microsecond);

    /// <summary>The instant in seconds, on the file's own raw timeline.</summary>
    public double Seconds => (double)Pts * TimeBase.Num / TimeBase.Den;

    /// <summary>The nearest microsecond to <paramref name="seconds"/>; halves go away from zero.</summary>
    public static MediaTime FromSeconds(double seconds) => new((long)Math.Round(seconds * 1e6, MidpointRounding.AwayFromZero), Microsecond);

    /// <summary>The same instant counted in another time base; <paramref name="rounding"/> says what happens between two ticks.</summary>
    public MediaTime Rescale(Rational timeBase, MidpointRounding rounding = MidpointRounding.AwayFromZero)
    {
        var num = (Int128)Pts * TimeBase.Num * timeBase.Den;
        var den = (Int128)TimeBase.Den * timeBase.Num;
        return new MediaTime((long)Divide(num, den, rounding), timeBase);
    }

    /// <summary>Seconds from <paramref name="origin"/> to this instant, subtracted exactly before the one rounding to double.</summary>
    public double SecondsSince(MediaTime origin)
    {
        var num = ((Int128)Pts * TimeBase.Num * origin.TimeBase.Den) - ((Int128)origin.Pts * origin.TimeBase.Num * TimeBase.Den);
        return (double)num / ((double)TimeBase.Den * origin.TimeBase.Den);
    }

    /// <inheritdoc/>
    public int CompareTo(MediaTime other) =>
        ((Int128)Pts * TimeBase.Num * other.TimeBase.Den).CompareTo((Int128)other.Pts * other.TimeBase.Num * TimeBase.Den);

    /// <summary>True when both name the same instant, whatever their time bases.</summary>
    public bool Equals(MediaTime other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => Seconds.GetHashCode();

    /// <summary>Earlier than.</summary>
    public static bool operator <(MediaTime left, MediaTime right) => left.CompareTo(right) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(MediaTime left, MediaTime right) => left.CompareTo(right) > 0;

    /// <summary>Earlier than or the same instant.</summary>
    public static bool operator <=(MediaTime left, MediaTime right) => left.CompareTo(right) <= 0;

    /// <summary>Later than or the same instant.</summary>
    public static bool operator >=(MediaTime left, MediaTime right) => left.CompareTo(right) >= 0;

    /// <summary>For example "9009@1/30000".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pts}@{TimeBase}");

    private static Int128 Divide(Int128 num, Int128 den, MidpointRounding rounding)
    {
        if (den < 0)
        {
            (num, den) = (-num, -den);
        }

        var floor = num / den;
        var rest = num % den;
        if (rest < 0)
        {
            floor--;
            rest += den;
        }
        if (rest == 0)
        {
            return floor;
        }

        var half = (rest * 2).CompareTo(den);
        var up = rounding switch
        {
            MidpointRounding.ToNegativeInfinity => false,
            MidpointRounding.ToPositiveInfinity => true,
            MidpointRounding.ToZero => num < 0,
            MidpointRounding.ToEven => half > 0 || (half == 0 && !Int128.IsEvenInteger(floor)),
            _ => half > 0 || (half == 0 && num > 0),
        };
        return up ? floor + 1 : floor;
    }
}
