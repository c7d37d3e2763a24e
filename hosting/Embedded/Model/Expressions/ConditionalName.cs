using System.IO.Hashing;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names conditional expressions in the manifest, the same each time.</summary>
internal static class ConditionalName
{
    public static string Of(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression;
        var words = expression is null ? "" : Words(expression);
        var hash = new XxHash32();
        foreach (var part in (string[])[expression ?? condition.GetType().Name, whenTrue.ValueExpression, whenFalse.ValueExpression, matchValue])
        {
            hash.Append(Encoding.UTF8.GetBytes(part));
        }

        return $"cond-{(words.Length > 0 ? words : "expr")}-{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }

    private static string Words(string expression) => string.Join('-', new string([.. expression.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
