using System.Text;
using Orbit.CrdGenerator;

if (args is not [var definitions, var reference, var roles])
{
    Console.Error.WriteLine("Usage: Orbit.CrdGenerator DEFINITIONS_DIR REFERENCE_DOC_DIR ROLES_DIR");
    return 2;
}

Write(definitions, GeneratedFiles.Definitions());
Write(reference, GeneratedFiles.Reference());
Write(roles, GeneratedFiles.Roles());
return 0;

static void Write(string folder, IEnumerable<GeneratedFile> files)
{
    Directory.CreateDirectory(folder);
    foreach (var file in files)
    {
        File.WriteAllText(Path.Combine(folder, file.Name), file.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
