using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes random values.</summary>
internal static class PasswordGenerator
{
    // Without letters that are taken for one another (i, l, o) and marks that shells and URLs give a meaning to.
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Marks = "-_.{}~()*+!";

    public static string Generate(GenerateParameterDefault rules)
    {
        (string Name, string Characters, bool Allowed, int Least)[] kinds =
        [
            ("Lower", LowerCase, rules.Lower, rules.MinLower),
            ("Upper", UpperCase, rules.Upper, rules.MinUpper),
            ("Numeric", Digits, rules.Numeric, rules.MinNumeric),
            ("Special", Marks, rules.Special, rules.MinSpecial),
        ];
        var required = 0;
        foreach (var (name, _, allowed, least) in kinds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(least, "Min" + name);
            if (!allowed && least > 0)
            {
                throw new ArgumentException($"Min{name} is {least}, but {name} is not allowed.");
            }

            required = checked(required + least);
        }

        if (!kinds.Any(kind => kind.Allowed))
        {
            throw new ArgumentException("A value can't be generated: Lower, Upper, Numeric and Special are all not allowed.");
        }

        var length = Math.Max(rules.MinLength, required);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(rules.MinLength));
        var all = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Characters));
        Span<char> value = stackalloc char[Math.Min(length, 1024)];
        value = length > value.Length ? new char[length] : value;
        var filled = 0;
        foreach (var (_, characters, _, least) in kinds)
        {
            RandomNumberGenerator.GetItems<char>(characters, value.Slice(filled, least));
            filled += least;
        }

        RandomNumberGenerator.GetItems<char>(all, value[filled..]);
        RandomNumberGenerator.Shuffle(value);
        return new string(value);
    }
}
