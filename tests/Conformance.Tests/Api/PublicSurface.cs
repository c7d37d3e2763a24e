using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Lab.Conformance.Tests.Api;

/// <summary>
/// Prints the public surface of an assembly, a type, interface or member a line: what source code can be compiled against.
/// T = type with its base class, I = an interface of it, C = constructor, M = method, P = property, E = event, F = field.
/// </summary>
internal sealed class PublicSurface : IDisposable
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly MetadataLoadContext _context;

    public PublicSurface()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var web = Directory.GetDirectories(Path.Combine(runtime, "..", "..", "Microsoft.AspNetCore.App"), "10.*").Max()!;
        var files = new[] { AppContext.BaseDirectory, runtime, web }.SelectMany(d => Directory.GetFiles(d, "*.dll"));
        _context = new MetadataLoadContext(new PathAssemblyResolver(files.DistinctBy(Path.GetFileName)));
    }

    public void Dispose() => _context.Dispose();

    /// <summary>The lines of the types in the given namespaces and those below them.</summary>
    public IEnumerable<string> Of(string assembly, params string[] namespaces) =>
        from type in _context.LoadFromAssemblyName(assembly).GetExportedTypes()
        where namespaces.Any(n => type.Namespace == n || type.Namespace?.StartsWith(n + ".", StringComparison.Ordinal) == true)
        let note = Mark.Of(type)
        from line in Members(type)
        select note.Length > 0 && !line.EndsWith(note, StringComparison.Ordinal) ? line + note : line;

    /// <summary>What can be used and carries <see cref="ObsoleteAttribute"/>: neither what the compiler itself puts on required members and ref structs, nor what refuses to compile.</summary>
    public IEnumerable<string> ObsoleteOf(string assembly) =>
        from type in _context.LoadFromAssemblyName(assembly).GetExportedTypes()
        from member in type.GetMembers(Declared).Append(type)
        where member.GetCustomAttributesData().Any(a => a is { AttributeType.Name: "ObsoleteAttribute", ConstructorArguments: not [_, { Value: true }] })
        select $"{TypeName.Of(type)}.{member.Name}";

    private static IEnumerable<string> Members(Type type)
    {
        var name = TypeName.Of(type);
        yield return $"T {TypeName.Kind(type)} {name}{TypeName.Base(type)}{TypeName.Constraints(type.GetGenericArguments())}{Mark.Of(type)}";
        if (type.IsEnum)
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                yield return $"F {name}.{field.Name} = {field.GetRawConstantValue()}";
            }

            yield break;
        }

        if (TypeName.Kind(type) == "delegate")
        {
            var invoke = type.GetMethod("Invoke")!;
            yield return $"M {name}.Invoke{Parameters(invoke)} : {TypeName.Of(invoke.ReturnType)}";
            yield break;
        }

        foreach (var line in type.GetInterfaces().Where(i => i.IsVisible).Select(i => $"I {name} : {TypeName.Of(i)}")
            .Concat(type.GetConstructors(Declared).Where(c => !c.IsStatic && IsVisible(c)).Select(c => $"C {Access(c)}{name}{Parameters(c)}{Mark.Of(c)}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))).Select(m => Method(type, name, m)))
            .Concat(type.GetProperties(Declared).Select(p => Property(type, name, p)).OfType<string>())
            .Concat(type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsVisible(add)).Select(e => $"E {Modifier(e.AddMethod!, type)}{name}.{e.Name} : {TypeName.Of(e.EventHandlerType!)}{Mark.Of(e)}"))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f => Field(name, f))))
        {
            yield return line;
        }
    }

    private static string Method(Type type, string name, MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        var names = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(g => g.Name))}>";
        return $"M {Access(method)}{Modifier(method, type)}{name}.{method.Name}{names}{Parameters(method)} : {TypeName.Of(method.ReturnType)}{TypeName.Constraints(generic)}{Mark.Of(method)}";
    }

    private static string? Property(Type type, string name, PropertyInfo property)
    {
        var get = property.GetMethod is { } g && IsVisible(g) ? $"{Access(g)}get; " : "";
        var set = property.SetMethod is { } s && IsVisible(s) ? $"{Access(s)}{(IsInit(s) ? "init" : "set")}; " : "";
        if (get.Length + set.Length == 0)
        {
            return null;
        }

        var required = Mark.Has(property, "RequiredMemberAttribute") ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        return $"P {required}{Modifier((property.GetMethod ?? property.SetMethod)!, type)}{name}.{property.Name}{index} : {TypeName.Of(property.PropertyType)} {{ {get}{set}}}{Mark.Of(property)}";
    }

    private static string Field(string name, FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        var value = field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "";
        return $"F {(field.IsPublic ? "" : "protected ")}{kind}{(field.IsInitOnly ? "readonly " : "")}{name}.{field.Name} : {TypeName.Of(field.FieldType)}{value}{Mark.Of(field)}";
    }

    private static string Parameters(MethodBase method) =>
        $"({(Mark.Has(method, "ExtensionAttribute") ? "this " : "")}{string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var by = !parameter.ParameterType.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var many = parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name is "ParamArrayAttribute" or "ParamCollectionAttribute") ? "params " : "";
        return $"{by}{many}{TypeName.Of(type)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string Modifier(MethodInfo method, Type type) =>
        method.IsStatic ? "static "
        : type.IsInterface ? ""
        : method.IsAbstract ? "abstract "
        : !method.IsVirtual || method.IsFinal ? ""
        : (method.Attributes & MethodAttributes.NewSlot) != 0 ? "virtual " : "override ";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
