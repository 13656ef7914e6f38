"""MediPhi in miniature: five domain experts, merged and aligned, over the embedded base, with the paper's ablations ([MediPhi])."""
