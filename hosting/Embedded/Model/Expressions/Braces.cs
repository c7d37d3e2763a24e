using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Doubles braces, so that a composite format shows them.</summary>
internal static class Braces
{
    /// <summary>Doubles single braces; those that are doubled already stay as they are.</summary>
    public static string Double(string text)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            result.Append(text[i]);
            if (text[i] is '{' or '}')
            {
                result.Append(text[i]);
                if (i + 1 < text.Length && text[i + 1] == text[i])
                {
                    i++;
                }
            }
        }

        return result.ToString();
    }
}
