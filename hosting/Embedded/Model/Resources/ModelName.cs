namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for the names of resources and endpoints.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    /// <summary>Throws when the name is not valid.</summary>
    /// <param name="target">What is named, for the message: <c>Resource</c> or <c>EndpointAnnotation</c>.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The message names the rule that is broken.</exception>
    public static void Validate(string target, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (BrokenRule(name) is { } rule)
        {
            throw new ArgumentException($"{target} name '{name}' is invalid. {rule}", nameof(name));
        }
    }

    private static string? BrokenRule(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"Name must be between 1 and {MaxLength} characters long.";
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            return "Name must start with an ASCII letter.";
        }

        if (name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            return "Name must contain only ASCII letters, digits, and hyphens.";
        }

        return name.EndsWith('-') ? "Name cannot end with a hyphen."
            : name.Contains("--", StringComparison.Ordinal) ? "Name cannot contain consecutive hyphens."
            : null;
    }
}
