using System.Globalization;
using Google.Protobuf.Collections;
using Lab.Engines.Milvus.Columns;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus.Filters;

/// <summary>Reads Milvus's boolean language by precedence climbing; operators bind as in Milvus's grammar.</summary>
internal sealed class FilterParser
{
    private const int MostNesting = 200;
    private const int PrefixPower = 11;

    private static readonly Dictionary<string, int> Powers = new(StringComparer.Ordinal)
    {
        ["||"] = 1, ["&&"] = 2, ["|"] = 3, ["^"] = 4, ["&"] = 5, ["=="] = 6, ["!="] = 6, ["<"] = 7, ["<="] = 7, [">"] = 7, [">="] = 7,
        ["in"] = 8, ["<<"] = 9, [">>"] = 9, ["+"] = 10, ["-"] = 10, ["*"] = 11, ["/"] = 11, ["%"] = 11, ["**"] = 12, ["like"] = 13,
    };

    private readonly string text;
    private readonly IReadOnlyList<Token> tokens;
    private readonly ExpressionBuilder build;
    private readonly MapField<string, TemplateValue> templates;
    private int at;
    private int nesting;

    public FilterParser(string text, Schema schema, MapField<string, TemplateValue> templates)
    {
        this.text = text;
        this.templates = templates;
        tokens = new Tokenizer(text).ReadAll();
        build = new ExpressionBuilder(text, schema);
    }

    private Token Current => tokens[at];

    public static CallException Error(string text, string reason) =>
        CallException.Unexpected($"failed to create query plan: cannot parse expression: {text}, error: {reason}");

    public Expression Parse()
    {
        var expression = ParseFrom(0);
        return Current.Kind == TokenKind.End ? build.Condition(expression) : throw Unexpected("an operator or the end");
    }

    private bool Is(string symbol) => Current.Kind == TokenKind.Operator && Current.Text == symbol;

    private bool Take(string symbol)
    {
        var taken = Is(symbol);
        at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    private CallException Unexpected(string wanted) => Error(text, $"'{Current.Text}' at {Current.At}, where {wanted} may stand");

    private Expression ParseFrom(int power)
    {
        if (++nesting > MostNesting)
        {
            throw Error(text, $"it is nested deeper than {MostNesting} levels");
        }

        var left = ParsePrefix();
        while (Current.Kind == TokenKind.Operator)
        {
            var isNotIn = Is("!") && tokens[at + 1] is { Kind: TokenKind.Operator, Text: "in" };
            var symbol = isNotIn ? "in" : Current.Text;
            if (!Powers.TryGetValue(symbol, out var own) || own <= power)
            {
                break;
            }

            at += isNotIn ? 2 : 1;
            left = Join(symbol, own, left, isNotIn);
        }

        nesting--;
        return left;
    }

    private Expression Join(string symbol, int power, Expression left, bool isNotIn)
    {
        switch (symbol)
        {
            case "in":
                var condition = build.In(left, ParseFrom(power));
                return isNotIn ? new NotCondition(condition) : condition;
            case "like":
                return build.Like(left, ParseFrom(power));
            case "<" or "<=" or ">" or ">=":
                var right = ParseFrom(power);
                var comparison = build.Compare(symbol, left, right);
                // 1 < field < 5
                return Current.Kind == TokenKind.Operator && Powers.GetValueOrDefault(Current.Text) == power && Current.Text[0] == symbol[0]
                    ? new LogicalCondition(isAnd: true, comparison, build.Compare(tokens[at++].Text, right, ParseFrom(power)))
                    : comparison;
            default:
                return build.Binary(symbol, left, ParseFrom(power));
        }
    }

    private Expression ParsePrefix()
    {
        var token = Current;
        at++;
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)
                    ? new ConstantExpression(FilterValue.Of(integer))
                    : throw Error(text, $"'{token.Text}' at {token.At} is not a 64-bit integer");
            case TokenKind.Real:
                return double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
                    ? new ConstantExpression(FilterValue.Of(real))
                    : throw Error(text, $"'{token.Text}' at {token.At} is not a number");
            case TokenKind.Text:
                return new ConstantExpression(FilterValue.Of(token.Text));
            case TokenKind.Template:
                return new ConstantExpression(templates.TryGetValue(token.Text, out var value)
                    ? TemplateValues.Read(value)
                    : throw Error(text, $"the value of template variable {{{token.Text}}} is not found"));
            case TokenKind.Name:
                return ParseName(token);
            case TokenKind.Operator when token.Text == "(":
                var inner = ParseFrom(0);
                Expect(")");
                return inner;
            case TokenKind.Operator when token.Text == "[":
                return build.List(ParseItems("]"));
            case TokenKind.Operator when token.Text == "exists":
                return build.Exists(ParseFrom(0));
            case TokenKind.Operator when token.Text is "!" or "-" or "+" or "~":
                return build.Unary(token.Text, ParseFrom(PrefixPower));
            default:
                at--;
                throw Unexpected("a value");
        }
    }

    private Expression ParseName(Token name)
    {
        if (name.Text.Equals("true", StringComparison.OrdinalIgnoreCase) || name.Text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return new ConstantExpression(FilterValue.Of(name.Text.Length == 4));
        }

        if (Take("("))
        {
            return build.Call(name.Text, ParseItems(")"));
        }

        var path = new List<string>();
        while (Take("["))
        {
            path.Add(Current.Kind is TokenKind.Text or TokenKind.Integer ? tokens[at++].Text : throw Unexpected("a key or a number"));
            Expect("]");
        }

        return build.Field(name.Text, path);
    }

    private List<Expression> ParseItems(string end)
    {
        var items = new List<Expression>();
        while (!Take(end))
        {
            items.Add(ParseFrom(0));
            if (!Take(",") && !Is(end))
            {
                throw Unexpected($"',' or '{end}'");
            }
        }

        return items;
    }
}
