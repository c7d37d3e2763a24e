using System.Reflection;

namespace Lab.Conformance.Tests.Api;

/// <summary>The marks behind a line: <c>[experimental ID]</c>, <c>[obsolete]</c>.</summary>
internal static class Mark
{
    public static string Of(MemberInfo member)
    {
        var experimental = member.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType.Name == "ExperimentalAttribute");
        return (experimental is null ? "" : $" [experimental {experimental.ConstructorArguments[0].Value}]") + (Has(member, "ObsoleteAttribute") ? " [obsolete]" : "");
    }

    public static bool Has(MemberInfo member, string attribute) => member.GetCustomAttributesData().Any(a => a.AttributeType.Name == attribute);
}
