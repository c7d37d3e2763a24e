namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that the manifest refers to by an expression in braces.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The expression, for example <c>{pg.bindings.tcp.port}</c>.</summary>
    string ValueExpression { get; }
}
