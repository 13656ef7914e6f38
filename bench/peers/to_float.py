"""A GGUF file with every tensor widened to F32 by llama.cpp's own Python package: the weights that the file holds, in a form with which
llama.cpp computes in floats. Of quantised weights it rounds the activations to 8 bits, too, which shows more than what is to be measured.

    pip install gguf && python bench/peers/to_float.py FILE OUT
"""

import sys

import numpy as np
from gguf import GGUFReader, GGUFValueType, GGUFWriter, quants

source, target = sys.argv[1:]
reader = GGUFReader(source)
writer = GGUFWriter(target, reader.fields["general.architecture"].contents())
for key, field in reader.fields.items():
    if key.startswith("GGUF.") or key in ("general.architecture", "general.file_type"):
        continue
    kind = field.types[0]
    sub_type = field.types[-1] if kind == GGUFValueType.ARRAY else None
    writer.add_key_value(key, field.contents(), kind, sub_type=sub_type)
writer.add_file_type(0)
for tensor in reader.tensors:
    values = quants.dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
    writer.add_tensor(tensor.name, values.reshape([int(size) for size in reversed(tensor.shape)]))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
