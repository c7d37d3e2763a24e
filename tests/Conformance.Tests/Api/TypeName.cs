using System.Reflection;

namespace Lab.Conformance.Tests.Api;

/// <summary>Names types in full, generic parameters by their names.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        var all = type.GetGenericArguments();
        if (type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1")
        {
            return Of(all[0]) + "?";
        }

        var outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = type.Name.Split('`')[0] + (all.Length > outer ? $"<{string.Join(", ", all.Skip(outer).Select(Of))}>" : "");
        if (type.DeclaringType is { } declaring)
        {
            return $"{Of(outer > 0 && type.IsConstructedGenericType ? declaring.MakeGenericType(all[..outer]) : declaring)}.{own}";
        }

        return type.Namespace is { Length: > 0 } space ? $"{space}.{own}" : own;
    }

    public static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { BaseType.FullName: "System.MulticastDelegate" } => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    public static string Base(Type type) =>
        Kind(type) is "class" or "sealed class" or "abstract class" && type.BaseType is { } parent && parent.FullName != "System.Object" ? " : " + Of(parent) : "";

    public static string Constraints(Type[] arguments) => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(a =>
    {
        var flags = a.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        string[] constraints =
        [
            .. isStruct ? ["struct"] : Array.Empty<string>(),
            .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. a.GetGenericParameterConstraints().Where(c => c.FullName != "System.ValueType").Select(Of).Order(StringComparer.Ordinal),
            .. flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct ? ["new()"] : Array.Empty<string>(),
        ];
        return constraints.Length > 0 ? $" where {a.Name} : {string.Join(", ", constraints)}" : "";
    }));
}
