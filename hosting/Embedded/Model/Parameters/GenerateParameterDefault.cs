using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value, made of the kinds of characters that are allowed.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    /// <summary>The length, in characters.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether lower-case letters are allowed.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters are allowed.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits are allowed.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether punctuation is allowed.</summary>
    public bool Special { get; set; } = true;

    /// <summary>The least number of lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>The least number of upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>The least number of digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>The least number of punctuation marks.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc />
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        Allowed("lower", Lower);
        Allowed("upper", Upper);
        Allowed("numeric", Numeric);
        Allowed("special", Special);
        AtLeast("minLower", MinLower);
        AtLeast("minUpper", MinUpper);
        AtLeast("minNumeric", MinNumeric);
        AtLeast("minSpecial", MinSpecial);
        writer.WriteEndObject();

        void Allowed(string name, bool value)
        {
            if (!value)
            {
                writer.WriteBoolean(name, value);
            }
        }

        void AtLeast(string name, int value)
        {
            if (value != 0)
            {
                writer.WriteNumber(name, value);
            }
        }
    }

    /// <summary>Makes a new value each time.</summary>
    /// <exception cref="ArgumentException">No kind of character is allowed, or more characters are asked for than the length holds.</exception>
    public override string GetDefaultValue() => PasswordGenerator.Generate(this);
}
