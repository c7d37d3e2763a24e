using System.Diagnostics.CodeAnalysis;

namespace Lab.Model.Values;

/// <summary>How long something is kept.</summary>
/// <param name="Period">The length of time; <see langword="null"/> means without end.</param>
public readonly record struct Retention(Period? Period)
{
    /// <summary>The word for a retention without end.</summary>
    public const string IndefiniteWord = "indefinite";

    /// <summary>Whether it is kept without end.</summary>
    [MemberNotNullWhen(false, nameof(Period))]
    public bool IsIndefinite => Period is null;

    /// <summary>Reads a period or <see cref="IndefiniteWord"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="retention">The retention, where the text is one.</param>
    /// <returns>Whether the text is a retention.</returns>
    public static bool TryParse(string? text, out Retention retention)
    {
        retention = default;
        if (text == IndefiniteWord)
        {
            return true;
        }

        if (!Values.Period.TryParse(text, out var period))
        {
            return false;
        }

        retention = new Retention(period);
        return true;
    }

    /// <summary>The retention as it is declared.</summary>
    /// <returns>A text that <see cref="TryParse"/> reads.</returns>
    public override string ToString() => Period?.ToString() ?? IndefiniteWord;
}
